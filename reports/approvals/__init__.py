"""The layouts of 申请审批表: one small file each, put together from the blocks of `case_home` and `case_course`."""
