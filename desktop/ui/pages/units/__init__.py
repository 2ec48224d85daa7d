"""单位人员: the tree of units, the staff with their near relatives, and near relatives among the files."""
