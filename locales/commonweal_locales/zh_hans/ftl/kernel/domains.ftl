### 十五个领域，固定列表（DOMAIN §4）。

kernel-domain-poverty-reduction = 减少贫困
kernel-domain-education-access = 教育普及
kernel-domain-healthcare-improvement = 改善医疗卫生
kernel-domain-environmental-protection = 环境保护
kernel-domain-food-security = 粮食安全
kernel-domain-mental-health-wellbeing = 心理健康与福祉
kernel-domain-community-building = 社区建设
kernel-domain-disaster-response = 灾害应对
kernel-domain-digital-inclusion = 数字包容
kernel-domain-human-rights = 人权
kernel-domain-clean-water-sanitation = 清洁饮水与卫生设施
kernel-domain-sustainable-energy = 可持续能源
kernel-domain-gender-equality = 性别平等
kernel-domain-biodiversity-conservation = 生物多样性保护
kernel-domain-elder-care = 老年关怀
