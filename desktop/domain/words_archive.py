"""The words about an archive, what is kept with it, and who keeps it."""

from __future__ import annotations

from enum import StrEnum

from desktop.domain.attachment import PaperKind
from desktop.domain.bureau import Counting, OfficeKind
from desktop.domain.consent import ConsentState
from desktop.domain.masking import Sensitive
from desktop.domain.retention import Kept
from desktop.domain.review import Suggestion
from desktop.domain.staff import Rank
from desktop.domain.standing import FileLevel, FileState
from desktop.domain.unit import UnitKind
from desktop.domain.visit import Purpose
from desktop.domain.watchlist import WatchList

ARCHIVE: dict[type[StrEnum], dict[str, str]] = {
    FileState: {
        "applied": "申请建档",
        "on_file": "在档",
        "fading": "渐退",
        "out_of_hardship": "脱困",
        "cancelled": "注销",
        "withdrawn": "退档",
        "moved_out": "转出",
    },
    WatchList: {
        "unchanged": "一年未改",
        "never_aided": "未帮扶过",
        "not_visited": "久未走访",
        "certificates_end": "证件将到期",
        "graduating": "子女毕业",
        "turning_sixty": "将满 60 / 55 周岁",
        "in_two_files": "一人多档",
        "paper_differs": "纸电不一致",
        "fading_ends": "渐退到期",
        "not_reviewed": "本年未复审",
    },
    Suggestion: {
        "more": "提高",
        "same": "继续",
        "less": "降低",
        "stop": "停止",
        "unknown": "还不能判断",
    },
    FileLevel: {
        "national": "全国级",
        "provincial": "省级",
        "city": "地市级",
        "county": "区县级",
        "grassroots": "基层",
    },
    UnitKind: {
        "union": "工会",
        "department": "部门、车间",
        "enterprise": "企业、单位",
        "school": "学校",
        "faculty": "院系",
        "grade": "年级",
        "class_": "班级",
        "township": "乡镇、街道",
        "community": "社区",
        "village": "村",
        "other": "其他",
    },
    Rank: {
        "county_leader": "县（处）级领导",
        "section_leader": "科级干部",
        "cadre": "一般干部",
        "teacher": "教师",
        "party_member": "党员",
        "volunteer": "志愿者",
        "other": "其他",
    },
    Purpose: {"inquiry": "入户调查", "review": "复核走访", "warmth": "慰问"},
    Sensitive: {
        "id_number": "证件号码",
        "card_number": "银行卡号",
        "born": "出生日期",
        "phone": "电话",
        "address": "住址",
        "contact": "其他联系方式",
        "illness": "病情",
        "certificate": "证件编号",
        "debt": "欠债情况",
        "student": "学生和家庭情况说明",
        "traits": "特征",
    },
    PaperKind: {
        "identity_card": "身份证",
        "hukou_book": "户口簿",
        "dibao": "低保证",
        "disability": "残疾证",
        "diagnosis": "诊断证明",
        "income": "收入证明",
        "authorisation": "授权书",
        "consent": "告知同意书",
        "archive_form": "档案表",
        "application": "申请书",
        "survey": "入户调查表",
        "commitment": "承诺书",
        "contract": "劳动合同",
        "schooling": "学籍、录取通知",
        "bill": "票据",
        "bank_card": "银行卡",
        "photo": "照片",
        "other": "其他",
    },
    ConsentState: {"missing": "无", "given": "有", "withdrawn": "已撤回"},
    Kept: {"active": "在档", "sealed": "撤档封存", "due": "到期待销毁", "destroyed": "已销毁"},
    OfficeKind: {"union": "工会", "school": "学校", "township": "乡镇（街道）"},
    Counting: {
        "posting_day_excluded": "张贴次日为第 1 天（民法典）",
        "posting_day_counted": "张贴当日为第 1 天",
    },
}
