"""The standard channels: ad systems by campaign type, then GA4's default grouping, then words of CRM systems.

Definitions: Google Analytics Help, "Default channel group" (support.google.com/analytics/answer/9756891). The lists of
sites are short forms of the categories Google publishes there; a company adds its own by a rule.
"""

from __future__ import annotations

from otdel.measurement.channels import CONDITIONS, DEPARTMENT, DIRECT, ChannelRule, trust

PAID = "/^(.*cp.*|ppc|retargeting|paid.*)$/"
SEARCH = (
    "/^(google|bing|yahoo|duckduckgo|baidu|yandex|ecosia|naver|seznam|brave|qwant|ask|aol|startpage|rambler|"
    "meta\\.ua)([._/-].*)?$/"
)
SOCIAL = (
    "/^(.*[._-])?(facebook|fb|fbads|instagram|ig|insta|meta|linkedin|lnkd|twitter|t\\.co|x|tiktok|pinterest|reddit|"
    "snapchat|threads|telegram|tg|viber|whatsapp|vk|vkontakte|ok|quora|messenger|tumblr|wechat|weibo)([._-].*)?$/"
)
VIDEO = "/^(.*[._-])?(youtube|yt|vimeo|twitch|dailymotion|rutube|disneyplus|netflix)([._-].*)?$/"
SHOPPING = (
    "/^(.*[._-])?(amazon|ebay|etsy|shopify|walmart|aliexpress|alibaba|mercadolibre|rozetka|prom|hotline|kasta|epicentrk|"
    "allegro|emag|ozon|wildberries|google-?shopping|shopping)([._-].*)?$/"
)
SHOP_NAME = "/^(.*(([^a-df-z]|^)shop|shopping).*)$/"
EMAIL = "/^(email|e-mail|e_mail|e mail|newsletter)$/"

R = ChannelRule

SPEND = (
    R("cross_network", source="google_ads", campaign_type="/performance|pmax|smart|умн|розумн|максимальн|ефективн/"),
    R("cross_network", source="google_ads", campaign_type="/demand|discovery|app|застосун|приложен|попит|спрос/"),
    R("paid_shopping", source="google_ads", campaign_type="/shopping|торгов|покуп|товар/"),
    R("paid_video", source="google_ads", campaign_type="/video|youtube|відео|видео/"),
    R("display", source="google_ads", campaign_type="/display|content|медійн|медийн|кмс|кмм/"),
    R("paid_search", source="google_ads", campaign_type="/search|пошук|поиск/"),
    R("cross_network", source="google_ads", campaign="/(^|[^a-z])(p-?max|performance.?max|demand.?gen)([^a-z]|$)/"),
    R("paid_video", source="google_ads", campaign="/(^|[^a-z])(youtube|yt|video)([^a-z]|$)/"),
    R("display", source="google_ads", campaign="/(^|[^a-z])(gdn|display|remarketing|кмс)([^a-z]|$)/"),
    R("paid_shopping", source="google_ads", campaign="/(^|[^a-z])shopping([^a-z]|$)/"),
    R("paid_search", source="google_ads"),
    R("display", source="/^(microsoft|bing)/", campaign_type="/audience|display/"),
    R("paid_shopping", source="/^(microsoft|bing)/", campaign_type="/shopping/"),
    R("cross_network", source="/^(microsoft|bing)/", campaign_type="/performance/"),
    R("paid_search", source="/^(microsoft|bing|yandex|apple_search|baidu)/"),
    R("paid_social", source="/^(meta|facebook|instagram|linkedin|tiktok|pinterest|reddit|snapchat|twitter|x_ads|vk)/"),
    R("paid_video", source="/^(youtube|twitch)/"),
    R("paid_shopping", source="/^(amazon|ebay|rozetka|prom|allegro|hotline)/"),
    R("display", source="/^(criteo|taboola|outbrain|dv360|display)/"),
    R("email", source="/^(mailchimp|klaviyo|sendgrid|esputnik|unisender|email)/"),
    R("affiliates", source="/^(admitad|awin|impact|affiliate)/"),
    R(DEPARTMENT, source="/^(manual|costs|typed)$/"),
)

GA4 = (
    R(DIRECT, utm_source="/^\\(?direct\\)?$/", utm_medium="/^(|\\(?none\\)?|\\(not set\\))$/"),
    R("cross_network", campaign="*cross-network*"),
    R("paid_shopping", utm_source=SHOPPING, utm_medium=PAID),
    R("paid_shopping", campaign=SHOP_NAME, utm_medium=PAID),
    R("paid_search", utm_source=SEARCH, utm_medium=PAID),
    R("paid_social", utm_source=SOCIAL, utm_medium=PAID),
    R("paid_video", utm_source=VIDEO, utm_medium=PAID),
    R("display", utm_medium="/^(display|banner|expandable|interstitial|cpm)$/"),
    R("paid_other", utm_medium=PAID),
    R("paid_search", click_id="/^(gclid|gbraid|wbraid|msclkid|yclid)$/", utm_medium="-"),
    R("paid_social", click_id="/^(ttclid|li_fat_id|twclid)$/", utm_medium="-"),
    R("organic_social", click_id="fbclid", utm_source="-", utm_medium="-"),
    R("organic_shopping", utm_source=SHOPPING),
    R("organic_shopping", campaign=SHOP_NAME, utm_medium="/organic|referral/"),
    R("organic_social", utm_source=SOCIAL),
    R("organic_social", utm_medium="/^(social|social-network|social-media|sm|social network|social media)$/"),
    R("organic_video", utm_source=VIDEO),
    R("organic_video", utm_medium="*video*"),
    R("organic_search", utm_source=SEARCH, utm_medium="/^(|organic|\\(not set\\)|\\(none\\)|referral)$/"),
    R("organic_search", utm_medium="organic"),
    R("email", utm_source=EMAIL),
    R("email", utm_medium=EMAIL),
    R("affiliates", utm_medium="/^affiliates?$/"),
    R("referral", utm_medium="/^(referral|app|link)$/"),
    R("audio", utm_medium="audio"),
    R("sms", utm_source="sms"),
    R("sms", utm_medium="sms"),
    R("push", utm_medium="/push$|mobile|notification/"),
    R("push", utm_source="firebase"),
)

WORDS = (  # a CRM's own word for where a lead came from, when there is no tag: HubSpot's values first, then common ones
    R("paid_search", origin="/^(paid[ _-]?search|ppc|cpc|sem|google[ _]?ads?|adwords|google[ _/]+cpc|контекст.*)$/"),
    R(
        "paid_social",
        origin="/^(paid[ _-]?social|(facebook|fb|meta|instagram|tiktok|linkedin)[ _-]?(ads?|lead.*)|таргет.*)$/",
    ),
    R("organic_search", origin="/^(organic[ _-]?search|organic|seo|google|bing|yahoo|google[ _/]+organic)$/"),
    R(
        "organic_social",
        origin="/^(social([ _-]?media)?|organic[ _-]?social|facebook|instagram|telegram|tiktok|соцсети|соцмережі)$/",
    ),
    R("email", origin="/^(e-?mail|email[ _-]?marketing|newsletter|рассылка|розсилка)$/"),
    R("display", origin="/^(display|banner|gdn|кмс)$/"),
    R("referral", origin="/^(referrals?|recommendation|partner|рекомендация|рекомендація)$/"),
    R(DIRECT, origin="/^(\\(?direct\\)?|direct[ _-]?traffic|прямой заход|прямий захід|прямі заходи)$/"),
    R("affiliates", origin="/^affiliates?$/"),
    R("organic_video", origin="/^(youtube|video)$/"),
    R("offline", origin="/^(offline|offline[ _-]sources?|trade[ _-]?show|store|выставка|виставка)$/"),
)

STANDARD: tuple[ChannelRule, ...] = (*SPEND, *GA4, *WORDS)

CHANNELS = (
    "paid_search",
    "paid_social",
    "paid_shopping",
    "paid_video",
    "cross_network",
    "display",
    "paid_other",
    "affiliates",
    "email",
    "sms",
    "push",
    "audio",
    "organic_search",
    "organic_social",
    "organic_shopping",
    "organic_video",
    "referral",
    DIRECT,
    "offline",
    DEPARTMENT,
)

trust(getattr(rule, name) for rule in STANDARD for name in CONDITIONS)
