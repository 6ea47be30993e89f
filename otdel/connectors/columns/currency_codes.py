"""The currencies of ISO 4217 that money is spent in today, and the signs several countries share."""

from __future__ import annotations

# Source: ISO 4217 list one, maintained by SIX Financial Information; funds, metals and test codes are left out.
_CODES = """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP
    CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF
    IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK
    MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR
    SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED
    VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
    """
ISO_4217 = frozenset(_CODES.split())  # HRK, BGN, ANG: retired of late, and still in the exports of those years

_DOLLARS = """
    USD AUD BBD BMD BND BSD BZD CAD FJD GYD HKD JMD KYD LRD NAD NZD SBD SGD SRD TTD TWD XCD MXN ARS CLP COP UYU DOP CUP
    """
SHARED = {
    "$": frozenset(_DOLLARS.split()),  # pesos are written with it too
    "¥": frozenset({"JPY", "CNY"}),
    "£": frozenset({"GBP", "EGP", "FKP", "GIP", "SHP", "LBP", "SYP"}),
    "р": frozenset({"RUB", "BYN"}),
    "руб": frozenset({"RUB", "BYN"}),
    "br": frozenset({"BYN", "ETB"}),
    "lei": frozenset({"RON", "MDL"}),
}
