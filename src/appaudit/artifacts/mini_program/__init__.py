"""Mini-programs: packages of WeChat, and folders of WeChat, Alipay, Douyin, Baidu, QQ, uni-app and Taro."""

from appaudit.artifacts.base import ArtifactReader
from appaudit.artifacts.mini_program.reader import MiniProgramReader

READER: ArtifactReader = MiniProgramReader()
