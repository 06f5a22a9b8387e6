// Constraints stay when vectors go.
