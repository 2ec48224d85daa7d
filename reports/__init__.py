"""The printed side: a value in, a sheet out, paper or spreadsheet at the end."""
