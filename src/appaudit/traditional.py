"""Traditional to simplified Chinese for the characters that policies and app texts use.

One character to one character, so offsets stay. Only unambiguous pairs; a character that is not here passes
unchanged, which costs a hit and never makes a false one.
"""

from __future__ import annotations

_TRADITIONAL = (
    "個資訊號戶帳賬隱權聲這應請繫聯絡與為無關閉開啟設備權限數據據處護監儲存儲傳輸蒐集擇選項條應對從業務產權經營實現級劃"
    "廣點擊頁網絡電話郵訴舉報導課廳門戶認證碼覽瀏記錄錄讀寫體驗檢測試識別險統計劃圖標簽顯視頻軟體組織單獨同變動更發佈"
    "將會過濾濫當斷臉紋醫療財務銀貨幣賬單訂購買賣價廠牌號碼殘餘還歷臨時間題類顧嚴禁約協議義務賠償責則該詳細說"
    "準確態勢結構終縮減輕復複製銷註冊刪減隨機構際內區國際歲兒態關係繼續給進遠違適遞運遊戲擾擁擇壓壞夠奪學對專屬層"
    "團圍執場塊增報聽聯職腦臺與舊華萬蘋術衛補裝規覺親觀訪許論評詞語誤調談謹譯讓豐負貢責貼資賦質費賴贈車軌較輯轉辦達"
    "遷郵鄉釋鏈鎖錯鍵鐘長門閱隊階際陸陽隸雖雙離難靈靜響頂順須預領頭頻額願風飛養餘騰驗驅體魚鳥麗黃點齊龍"
)
_SIMPLIFIED = (
    "个资讯号户帐账隐权声这应请系联络与为无关闭开启设备权限数据据处护监储存储传输搜集择选项条应对从业务产权经营实现级划"
    "广点击页网络电话邮诉举报导课厅门户认证码览浏记录录读写体验检测试识别险统计划图标签显视频软体组织单独同变动更发布"
    "将会过滤滥当断脸纹医疗财务银货币账单订购买卖价厂牌号码残余还历临时间题类顾严禁约协议义务赔偿责则该详细说"
    "准确态势结构终缩减轻复复制销注册删减随机构际内区国际岁儿态关系继续给进远违适递运游戏扰拥择压坏够夺学对专属层"
    "团围执场块增报听联职脑台与旧华万苹术卫补装规觉亲观访许论评词语误调谈谨译让丰负贡责贴资赋质费赖赠车轨较辑转办达"
    "迁邮乡释链锁错键钟长门阅队阶际陆阳隶虽双离难灵静响顶顺须预领头频额愿风飞养余腾验驱体鱼鸟丽黄点齐龙"
)
assert len(_TRADITIONAL) == len(_SIMPLIFIED)  # noqa: S101 - a slip here would shift every pair

TABLE: dict[int, str] = {
    ord(traditional): simplified
    for traditional, simplified in zip(_TRADITIONAL, _SIMPLIFIED, strict=True)
    if traditional != simplified
}


def to_simplified(text: str) -> str:
    """A text with its traditional characters replaced one by one; the length stays."""
    return text.translate(TABLE)
