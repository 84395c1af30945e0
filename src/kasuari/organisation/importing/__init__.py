"""Spreadsheets on their way in: read, recognise, normalise, check across rows, show, apply as a whole.

`reading` turns bytes into sheets, `columns` finds the header, `cells` and `rows` normalise one row, `checks`
compares rows with each other and with what is known, `applying` writes. Only the last one touches tables.
"""
