"""How a column of a file is recognised: `claims` by its name, `content` by its cells."""
