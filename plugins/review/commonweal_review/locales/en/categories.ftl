### The categories of what may not be published (DOMAIN §5.1).

review-category-surveillance = Spying on people
review-category-weapons = Weapons
review-category-political-manipulation = Political manipulation
review-category-financial-exploitation = Financial exploitation
review-category-discrimination = Discrimination
review-category-pseudo-science = Pseudo-science that endangers people
review-category-privacy-violation = Violation of privacy
review-category-deepfakes = Deepfakes
review-category-social-engineering = Tricking people out of access or data
review-category-market-manipulation = Market manipulation
review-category-labour-exploitation = Labour exploitation
review-category-hate-speech = Hate speech
