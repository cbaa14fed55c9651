## 证据文件：为何被拒绝

missions-file-kind = 这不是 JPEG、PNG、HEIC、PDF、MP4 或 MOV 文件。文件按内容识别，与名称无关。
missions-file-broken = 文件已损坏或不完整。请重新保存或拍摄。
missions-file-pixels = 图片超过 { $most } 百万像素。请缩小后再上传。
missions-file-two-things = 文件中还藏有其他内容，例如网页或压缩包。请只上传图片、视频或文档本身。
missions-file-locked = 此 PDF 已加密。请另存为不带密码的文件。
missions-file-pages = 此 PDF 超过 { $most } 页。请只上传能说明工作的页面。
missions-file-large = 文件大于 { $most } MB。请缩小，或只上传其中一部分。
missions-file-empty = 文件是空的。
missions-file-count = 最多 { $most } 个文件。请先移除一个。
missions-file-volume = 你在 24 小时内已上传 { $most } MB。明天可以继续。
missions-file-serves-photo = 此处需要照片：JPEG、PNG 或 HEIC。
missions-file-serves-video = 此处需要视频：MP4 或 MOV。
missions-file-serves-document = 此处需要文档：PDF，或文档的照片。
missions-file-serves-text-report = 此处需要报告：请写在下方，或上传 PDF 或照片。

## 提交

missions-hand-in = 提交证据
missions-hand-in-lead = 最多 { $files } 个文件，每个不超过 { $megabytes } MB。评审者看到的副本不含你和手机的任何信息。
missions-hand-in-number = { $number }. { $kind }
missions-hand-in-camera-photo = 拍照
missions-hand-in-camera-video = 录像
missions-hand-in-choose = 选择文件
missions-hand-in-choose-hint-photo = JPEG、PNG 或 HEIC
missions-hand-in-choose-hint-video = MP4 或 MOV
missions-hand-in-choose-hint-document = PDF、JPEG、PNG 或 HEIC
missions-hand-in-choose-hint-text-report = 请在下方写报告，或选择 PDF 或照片。
missions-hand-in-moment = 拍摄的是
missions-hand-in-moment-none = 任意时间
missions-hand-in-moment-before = 工作之前
missions-hand-in-moment-after = 工作之后
missions-hand-in-moment-is-before = 工作之前
missions-hand-in-moment-is-after = 工作之后
missions-hand-in-files = “{ $item }”的文件
missions-hand-in-text = 你做了什么、看到了什么
missions-hand-in-text-hint = 用自己的话写，任何语言都可以。请勿写出他人姓名。
missions-hand-in-where = 地点
missions-hand-in-where-hint = 如果照片里已有拍摄地点，可以留空。
missions-hand-in-where-use = 使用我的位置
missions-hand-in-where-found = 已填入你的位置。
missions-hand-in-where-failed = 无法获取你的位置。你可以手动填写。
missions-hand-in-latitude = 纬度
missions-hand-in-longitude = 经度
missions-hand-in-when = 时间
missions-hand-in-when-hint = 如果照片里已有拍摄时间，可以留空。按你的时区填写。
missions-hand-in-upload = 只上传，暂不提交
missions-hand-in-send = 提交
missions-hand-in-send-hint = 提交后，在得出结论之前不能再修改。
missions-hand-in-nothing = 请先添加文件。只有仅要求报告的任务可以不附文件。
missions-hand-in-wait = 请等待文件上传完成，或取消上传。
missions-hand-in-remove = 移除
missions-hand-in-remove-file = 移除 { $name }
missions-hand-in-cancel = 取消
missions-hand-in-cancel-file = 取消上传 { $name }
missions-hand-in-retry = 重试
missions-hand-in-retry-file = 重新上传 { $name }
missions-hand-in-dismiss = 不上传
missions-hand-in-dismiss-file = 不上传 { $name }
missions-hand-in-progress = 正在上传 { $name }
missions-hand-in-started = 正在上传 { $name }。
missions-hand-in-done = { $name } 已上传。
missions-hand-in-removed = { $name } 已移除。
missions-hand-in-cancelled = { $name } 已取消。
missions-hand-in-failed = { $name } 未能上传。
missions-hand-in-offline = 没有网络连接。请稍后重试。
missions-flash-handed-in = 已提交。结论会显示在这里。
missions-flash-uploaded = 已上传。
missions-flash-removed = 已移除。
missions-flash-appealed = 你的申诉已提交。

## 结果

missions-attempt = 证据的进展
missions-attempt-number = 第 { $number } 次提交
missions-attempt-earlier = 以前的提交
missions-attempt-pending = 等待检查
missions-attempt-checking = 正在检查
missions-attempt-peer-review = 正在评审
missions-attempt-admin-review = 由管理员处理
missions-attempt-verified = 已通过
missions-attempt-rejected = 未通过
missions-attempt-appealed = 申诉等待管理员处理
missions-attempt-step-handed-in = 已提交
missions-attempt-step-check = 自动检查
missions-attempt-step-check-waits = 正在检查地点、时间和原创性，很快就好。
missions-attempt-step-check-score = { $score } 分（满分 100）
missions-attempt-step-check-failed = 检查没有给出结果，由人来决定。
missions-attempt-step-peers = 评审者
missions-attempt-step-peers-count =
    { $asked ->
        [0] 正在邀请与你无关的人来评审。
       *[other] { $asked } 人中已有 { $given } 人答复。每人有 48 小时。
    }
missions-attempt-step-peers-given = { $given } 人已答复。
missions-attempt-step-partner = 发布任务的机构
missions-attempt-step-admin = 管理员
missions-attempt-step-admin-waits = 由管理员决定，通常在 24 小时内。
missions-attempt-step-appeal = 你的申诉
missions-attempt-step-appeal-due = 由未参与此事的管理员在 { $at } 之前决定。
missions-attempt-step-verdict = 结论
missions-attempt-reasons = 未通过的原因
missions-attempt-reasons-lowered = 扣分的原因
missions-attempt-reason-place = 拍摄地点离任务地点不够近，或位置未知。
missions-attempt-reason-time = 拍摄时间不在领取与提交之间，或时间未知。
missions-attempt-reason-originality = 有图片与他人提交的图片十分相似。
missions-attempt-reason-identical-image = 有图片与他人提交的图片相同。
missions-attempt-reason-missing-item = 缺少必需的内容。
missions-attempt-reason-far-away = 拍摄地点离任务地点很远。
missions-attempt-reason-pair-apart = 工作前后的图片相距超过 50 米。
missions-attempt-reason-pair-unchanged = 工作前后的图片看起来一样。
missions-attempt-reason-other = 检查还发现了其他不利之处。
missions-attempt-peers-said = 评审者的意见
missions-attempt-peer-approve = 赞成
missions-attempt-peer-reject = 反对
missions-attempt-notes-partner = 机构的意见
missions-attempt-notes-admin = 管理员的意见
missions-attempt-again = 你可以在 { $at } 之前重新提交。
missions-attempt-again-link = 重新提交
missions-attempt-files = 你提交的内容
missions-attempt-metres = 距任务地点 { $distance }
missions-attempt-reward = 奖励的构成
missions-attempt-reward-base = 任务奖励
missions-attempt-reward-automatic = 自动检查良好
missions-attempt-reward-peers = 评审者赞成
missions-attempt-reward-quality = 质量高
missions-attempt-reward-streak = 连续天数
missions-attempt-reward-times = × { $multiplier }
missions-attempt-reward-plus = + { $percent }
missions-attempt-reward-paid = 已支付
missions-attempt-reward-first = 此领域首次通过的任务
missions-attempt-reward-statement = 查看账单

## 申诉

missions-appeal = 你认为结论有误？
missions-appeal-lead = 你可以申诉一次。未参与此事的管理员会在 24 小时内重新审查；期间不计期限。
missions-appeal-reason = 为什么结论有误
missions-appeal-send = 申诉
missions-appeal-yours = 你的申诉
missions-appeal-upheld = 管理员支持你的申诉。
missions-appeal-not-upheld = 管理员维持原结论。这是最终决定；你仍可以提交新的证据。
missions-appeal-again = 你已就此申诉过。
missions-appeal-later = 你在 24 小时内已申诉 { $most } 次。请明天再试。

missions-evidence-file-number = 文件 { $number }
missions-evidence-file = 文件
missions-evidence-copying = 正在制作不含元数据的副本。
missions-evidence-nothing = 这一项没有提交任何内容。
