s.refusalCode IN $codes
