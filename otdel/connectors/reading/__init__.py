"""From bytes to sheets: encoding, delimiter, preamble, tables, totals, numbers, dates, workbooks."""
