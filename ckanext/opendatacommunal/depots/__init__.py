"""What happens to a dépôt before and beside its publication.

receive   keep the file handed in
check     run the pipeline on it, in a confined process, against what the scope holds
outcome   what the report says of it: its state
close     refuse, withdraw, purge
show      what the actions give back
access    who may do what with it
"""
