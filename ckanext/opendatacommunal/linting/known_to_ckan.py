"""What a metadata sheet may name: presets and validators of CKAN and of the plugins we ask for.

Here because the lint runs without them; a test with CKAN holds the lists to what there is.
"""

from __future__ import annotations

PRESETS = """
    title dataset_slug tag_string_autocomplete dataset_organization resource_url_upload
    organization_url_upload resource_format_autocomplete select multiple_checkbox multiple_select
    date datetime datetime_tz json_object multiple_text markdown radio dcat_date cr_title
""".split()
"""Of ckanext-scheming and of ckanext-dcat."""

VALIDATORS = """
    both_not_empty configured_default convert_float convert_int default empty if_empty_same_as
    ignore ignore_empty ignore_missing keep_extras not_empty not_missing unicode_only unicode_safe
    boolean_validator clean_format dict_only email_validator extras_valid_json group_id_exists
    group_id_or_name_exists group_name_validator if_empty_guess_format ignore_not_package_admin
    ignore_not_sysadmin int_validator is_positive_integer isodate json_object list_of_strings
    name_validator natural_number_validator one_of owner_org_validator package_id_exists
    package_id_or_name_exists package_name_exists package_name_validator package_version_validator
    resource_id_exists strip_value tag_in_vocabulary_validator tag_length_validator
    tag_name_validator tag_not_uppercase tag_string_convert url_validator user_id_exists
    user_name_exists uuid_validator vocabulary_id_exists as_list convert_from_extras
    convert_from_tags convert_to_extras convert_to_json_if_string convert_to_list_if_string
    convert_to_tags json_list_or_string json_or_string remove_whitespace
    convert_to_json_if_date convert_to_json_if_datetime repeating_text_output scheming_choices
    scheming_isodatetime scheming_isodatetime_tz scheming_load_json scheming_multiple_choice
    scheming_multiple_choice_output scheming_multiple_text scheming_required
    scheming_valid_json_object dcat_date scheming_multiple_number
    opendatacommunal_min_length opendatacommunal_geojson_text opendatacommunal_required_lists
""".split()
"""Those of CKAN that a sheet may need, all of ckanext-scheming and ckanext-dcat, and ours."""
