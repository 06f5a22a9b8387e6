s.refusalCode IS NOT NULL
