c.isMetal <= $isMetalMax
