### 一次搜索全部内容的页面。

vectors-search = 搜索
vectors-search-for = 搜索“{ $words }”
vectors-search-lead = 这里能读到的一切，无论以哪种语言写成。
vectors-search-example = 饮水、学校、高温……
vectors-search-all = 全部结果
vectors-search-found =
    { $count ->
        [0] 没有找到结果。
       *[other] { $count } 条结果
    }
vectors-search-none = 没有找到结果
vectors-search-none-hint = 换一些词，或用更少的词。
vectors-search-by-words = 相似搜索暂时不可用，以下结果仅按词语匹配。
vectors-search-missing = 以下内容未能及时响应。请稍后再搜索，或前往查看：
