"""The front door: referrals, eligibility, agreement, allocation and the spell of work that follows."""
