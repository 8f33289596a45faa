// The gates that hold for every rule (docs/rules.md has the table). Each can
// be switched off, for the test that shows what it keeps out.
#pragma once

namespace assay {

struct Gates {
  bool no_weakness_in_tests = true;  // G1
  bool no_foreign_files = true;      // G2
  bool dependency_scope = true;      // G3
  bool no_prose = true;              // G4
  bool environment = true;           // G5
  bool provenance = true;            // G6
  bool templates = true;             // G7
  bool acknowledgements = true;      // G8
  bool absence_is_low = true;        // G10
};

}  // namespace assay
