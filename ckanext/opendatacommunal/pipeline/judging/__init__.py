"""The verdict of a Table Schema, as Validata gives it, and what a national schema gets wrong."""
