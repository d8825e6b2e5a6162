"""What libraries run of an app by the way they are made, whatever a shrinker called them."""
