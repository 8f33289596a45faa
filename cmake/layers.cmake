# assay_layer(<folder> [DEPENDS <folder>...] [USES <LIBRARY>...])
#
# Makes src/<folder>/**.cc the static library assay_<folder>, linked with the layers it depends on
# and the libraries (of dependencies.cmake) it uses. Its headers are included as "<folder>/x.h".
# Left out are main.cc and gen/, which are programs, and the layer may have no file yet.
function(assay_layer folder)
  cmake_parse_arguments(PARSE_ARGV 1 layer "" "" "DEPENDS;USES")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/${folder}/*.cc")
  list(FILTER sources EXCLUDE REGEX "/src/${folder}/(main\\.cc$|gen/)")

  set(target "assay_${folder}")
  if(sources)
    add_library(${target} STATIC ${sources})
    set(scope PUBLIC)
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(${target} ${scope}
    "${CMAKE_SOURCE_DIR}/src" "${ASSAY_GENERATED_DIR}")
  assay_link(${target} ${scope} ${folder} DEPENDS ${layer_DEPENDS} USES ${layer_USES})
  set_property(GLOBAL APPEND PROPERTY ASSAY_LAYERS ${folder})
endfunction()

# assay_generator(<program> <folder> [DEPENDS <folder>...] [USES <LIBRARY>...])
#
# Makes src/<folder>/gen/*.cc a program of the build, when there is any. It may include headers of
# the layer whose tables it writes, but cannot link it.
function(assay_generator program folder)
  cmake_parse_arguments(PARSE_ARGV 2 generator "" "" "DEPENDS;USES")
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/${folder}/gen/*.cc")
  if(sources)
    add_executable(${program} ${sources})
    assay_link(${program} PRIVATE ${folder}/gen
               DEPENDS ${generator_DEPENDS} INCLUDES ${folder} USES ${generator_USES})
  endif()
endfunction()

# Links `target` and notes its edges, those of the folder `layer`, for the table.
function(assay_link target scope layer)
  cmake_parse_arguments(PARSE_ARGV 3 link "" "" "DEPENDS;INCLUDES;USES")
  foreach(dependency IN LISTS link_DEPENDS)
    if(NOT TARGET assay_${dependency})
      message(FATAL_ERROR "${layer} depends on ${dependency}, which does not stand above it")
    endif()
    target_link_libraries(${target} ${scope} assay_${dependency})
  endforeach()
  foreach(library IN LISTS link_USES)
    target_link_libraries(${target} ${scope} ${ASSAY_${library}_TARGETS})
    set_property(GLOBAL APPEND PROPERTY ASSAY_USERS_OF_${library} ${layer})
  endforeach()
  set_property(GLOBAL APPEND PROPERTY ASSAY_LIBRARIES ${link_USES})
  string(JOIN " " row layer ${layer} ${link_DEPENDS} ${link_INCLUDES})
  set_property(GLOBAL APPEND_STRING PROPERTY ASSAY_LAYER_TABLE "${row}\n")
endfunction()

# Writes the table as tests/build reads it, one row a line:
#   layer <folder> <folders it may include>...
#   header <path prefix> <folders that may include it>...
function(assay_write_layer_table file)
  get_property(table GLOBAL PROPERTY ASSAY_LAYER_TABLE)
  get_property(libraries GLOBAL PROPERTY ASSAY_LIBRARIES)
  list(REMOVE_DUPLICATES libraries)
  foreach(library IN LISTS libraries)
    get_property(users GLOBAL PROPERTY ASSAY_USERS_OF_${library})
    foreach(header IN LISTS ASSAY_${library}_HEADERS)
      string(JOIN " " row header ${header} ${users})
      string(APPEND table "${row}\n")
    endforeach()
  endforeach()
  file(CONFIGURE OUTPUT "${file}" CONTENT "${table}" @ONLY)
endfunction()
