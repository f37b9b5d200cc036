# Spreadsheets that are sent in
files-sheet-no = This is no .xlsx file. Please save it from Excel as "Excel Workbook (.xlsx)".
files-sheet-corrupt = The file cannot be read: it is damaged or has a password. Please save it again from Excel.
files-sheet-large = The file is too large. Please send at most { $most } rows.
