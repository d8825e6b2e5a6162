"""What single texts say by themselves: names, companies, data, uses, that an SDK is gone, and sentences on it."""
