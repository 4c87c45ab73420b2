def return_sheet(told, gabarit, translate, language):
    raise NotImplementedError
