, {{property}} DOUBLE
