// Nothing is changed in a database before it is known to be a graph of Motifgraph, or empty.
