### The categories of what may not be published (DOMAIN §5.1).

review-category-surveillance = 监视他人
review-category-weapons = 武器
review-category-political-manipulation = 政治操纵
review-category-financial-exploitation = 金融剥削
review-category-discrimination = 歧视
review-category-pseudo-science = 危害他人的伪科学
review-category-privacy-violation = 侵犯隐私
review-category-deepfakes = 深度伪造
review-category-social-engineering = 社会工程诈骗
review-category-market-manipulation = 操纵市场
review-category-labour-exploitation = 劳动剥削
review-category-hate-speech = 仇恨言论
