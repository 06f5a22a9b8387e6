c.bandGap >= $bandGapMin
