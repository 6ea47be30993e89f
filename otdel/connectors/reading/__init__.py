"""From bytes to sheets: encoding, delimiter, preamble, several tables in one file, totals, numbers, dates, workbooks."""
