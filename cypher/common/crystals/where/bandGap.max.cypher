c.bandGap <= $bandGapMax
