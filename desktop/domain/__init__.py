"""What a hardship office knows: plain Python, no Qt, no SQL, no files, no clock."""
