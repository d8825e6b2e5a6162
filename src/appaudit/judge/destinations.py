"""Where a value goes that was read, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from appaudit.judge.conditions import IN_SCRIPT
from appaudit.model.bilingual import Bilingual
from appaudit.model.destination import Destination
from appaudit.model.method_names import plain
from appaudit.model.words import DestinationWord

WORDS: Final[Mapping[DestinationWord, Bilingual]] = {
    "request": Bilingual("交给网络请求", "goes into a network request"),
    "log": Bilingual("写入日志", "is written to a log"),
    "preference": Bilingual("写入首选项", "is stored in a preference"),
    "file": Bilingual("写入文件", "is written to a file"),
    "external_file": Bilingual("写入外部存储或共享的设置", "is written to shared storage or shared settings"),
    "stream": Bilingual("写入去向不明的流", "is written to a stream whose other end is not known"),
    "database": Bilingual("写入数据库或内容提供者", "is stored in a database or content provider"),
    "component": Bilingual("交给其他组件", "is handed to another component"),
    "screen": Bilingual("显示在界面上", "is shown on the screen"),
    "sdk": Bilingual("交给SDK", "is handed to an SDK"),
    "sealed": Bilingual("被加密或取摘要", "is encrypted or digested"),
    "nowhere": Bilingual("没有看到被使用", "is not seen to be used"),
    "field": Bilingual("保存在字段中，未继续追踪", "is kept in a field and not followed further"),
    "caller": Bilingual("返回给上层调用者，未继续追踪", "is returned to callers and not followed further"),
    "call": Bilingual("交给其他方法，未继续追踪", "is handed to another method and not followed further"),
}

#: What a script stores is no preference of Android's.
_STORED_BY_SCRIPT: Final = Bilingual("写入本地缓存", "is kept in local storage")


def said(destination: Destination, reader: str = "") -> Bilingual:
    """A line of evidence: where the value goes, by which call, in which method.

    Args:
        destination: One of what was read in one place.
        reader: The method that reads it, named where the destination names nothing: a finding has many such places,
            and of the others something else may be true.
    """
    in_script = destination.to == "preference" and IN_SCRIPT.search(destination.method)
    words = _STORED_BY_SCRIPT if in_script else WORDS[destination.to]
    place = " · ".join(plain(name) for name in (destination.api, destination.method) if name)
    place = place or plain(reader)
    ends = (f"：{place}", f": {place}") if place else ("", "")
    return Bilingual(f"读取的信息{words.zh}{ends[0]}", f"what is read {words.en}{ends[1]}")
