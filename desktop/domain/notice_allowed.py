"""What a scheme allows a notice to show: the ways to call people, and what a look must bring along."""

from __future__ import annotations

from desktop.domain.errors import OfficeError
from desktop.domain.notice_look import Names, NoticeLook
from desktop.domain.scheme import Scheme


def allowed_names(scheme: Scheme) -> tuple[Names, ...]:
    """How a notice of this scheme may call people, the usual way first; never by name where it ranks pupils or the poor."""
    if any(rule.private for rule in scheme.conduct.rankings):
        return (Names.numbers,)
    return (Names.agreed, Names.covered, Names.numbers, Names.named)


def expect_allowed_look(scheme: Scheme, look: NoticeLook) -> None:
    """Raises OfficeError where the scheme does not let a notice look so, or the rule for whole names is not named."""
    if look.names not in allowed_names(scheme):
        raise OfficeError(f"「{scheme.title}」规定不得公开排名，公示上只写申请编号，不写姓名。")
    if not look.columns:
        raise OfficeError("公示上除了姓名还要有内容，请至少勾选一栏。")
    if look.names is Names.named and not look.basis.strip():
        raise OfficeError("没有本人同意而写全名，请写明依据的文件和条款。没有依据的，请把姓名部分遮住。")
