"""What is kept: the database and the data files. The only room that speaks SQL."""
