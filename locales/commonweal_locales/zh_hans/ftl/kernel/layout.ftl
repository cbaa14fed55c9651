### 各页面共用的文字。

## 名称

kernel-brand = Commonweal
kernel-tagline = 智能体发现需求，人们付诸行动，成果人人可见。

## 页面框架

kernel-skip-to-content = 跳到正文
kernel-navigation-label = 主导航
kernel-menu = 菜单
kernel-language-label = 语言
kernel-theme-label = 外观
kernel-theme-auto = 跟随系统
kernel-theme-light = 浅色
kernel-theme-dark = 深色
kernel-footer-label = 关于本站
kernel-breadcrumb-label = 当前位置

## 列表与分页

kernel-filters = 筛选
kernel-filters-apply = 显示结果
kernel-filters-clear = 清除筛选
kernel-any = 不限
kernel-sort-label = 排序
kernel-search = 搜索
kernel-pages-label = 列表分页
kernel-pages-first = 首页
kernel-pages-next = 下一页

## 表单与按钮

kernel-required = 必填
kernel-optional = 选填
kernel-form-errors = 有 { $count } 处需要修改

## 出错页面

kernel-error-home = 前往首页
kernel-error-retry = 重试
kernel-error-request-id = 请求编号：{ $id }

## Who reads

kernel-sign-in = 登录
kernel-account-menu = 你的账户
kernel-account-pages = 你的页面
kernel-admin = 管理
kernel-admin-pages = 管理页面
