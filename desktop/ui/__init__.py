"""What the officer sees. The only room that speaks Qt."""
