def annotated_workbook(depot, told, translate):
    raise NotImplementedError
