"""Strikemap: news reports of air and missile strikes in, an honest, sourced map out."""
