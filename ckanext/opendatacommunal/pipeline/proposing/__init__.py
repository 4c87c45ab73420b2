"""What a file seems to be: `which_gabarit` by its columns, `which_commune` by its text."""
