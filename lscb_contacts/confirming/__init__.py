"""How the directory comes to be sure: requests to authorities with their links and letters, answers, corrections."""
