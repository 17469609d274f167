"""Media: what pictures, sounds and videos carry beside what they show. Read in processes of their own, for files are hostile."""
