# The table of sub-commands: every file of src/cli/commands defines kCommand_<stem>. Written to
# cli/commands.inc as one COMMAND(<stem>) a line.
file(GLOB command_files CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/cli/commands/*.cc")
set(command_rows "")
foreach(command_file IN LISTS command_files)
  get_filename_component(command "${command_file}" NAME_WE)
  string(APPEND command_rows "COMMAND(${command})\n")
endforeach()
file(CONFIGURE OUTPUT "${ASSAY_GENERATED_DIR}/cli/commands.inc" CONTENT "${command_rows}" @ONLY)
