### Reputation: what people read.

reputation-kind-endorsement = 推荐
