"""When each use of an API runs and on what that depends, by all of the rooms below; where what it reads goes."""
