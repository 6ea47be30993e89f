"""Whether plans will be met: odds, ranges, what would have to be true, early warnings and how good forecasts were."""
