#include "facts/elixir/known_names.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace assay {
namespace {

// What Elixir's own syntax is made of: calls of nothing.
constexpr std::string_view kForms =
    "alias case cond def defdelegate defexception defguard defguardp defimpl defmacro defmacrop "
    "defmodule defp defprotocol defstruct fn for if import quote raise receive require reraise try "
    "unless unquote unquote_splicing use with";

// Kernel's functions, seen everywhere.
constexpr std::string_view kKernel =
    "abs apply binary_part bit_size byte_size ceil div elem exit floor get_in hd inspect "
    "is_atom is_binary is_boolean is_float is_function is_integer is_list is_map is_nil is_number "
    "is_pid is_struct is_tuple length make_ref map_size max min node not pop_in put_elem put_in "
    "rem round self send spawn spawn_link spawn_monitor struct struct! tap then throw tl to_string "
    "trunc tuple_size update_in";

// What modules are known to bring that are imported or used as a whole.
struct Module {
  std::string_view name;
  std::string_view functions;
};
constexpr std::array kModules = std::to_array<Module>({
    {"Ecto.Query",
     "distinct dynamic exclude first from group_by having join last limit lock offset or_where "
     "order_by preload select select_merge subquery union update where windows"},
    {"Ecto.Changeset",
     "add_error apply_action apply_changes assoc_constraint cast cast_assoc cast_embed change "
     "check_constraint delete_change fetch_change fetch_field foreign_key_constraint get_change "
     "get_field no_assoc_constraint optimistic_lock prepare_changes put_assoc put_change put_embed "
     "traverse_errors unique_constraint unsafe_validate_unique update_change validate_change "
     "validate_confirmation validate_exclusion validate_format validate_inclusion validate_length "
     "validate_number validate_required validate_subset"},
    {"Ecto.Schema",
     "belongs_to embedded_schema embeds_many embeds_one field has_many has_one many_to_many schema "
     "timestamps"},
    {"Ecto.Migration",
     "add alter constraint create create_if_not_exists drop drop_if_exists execute index modify "
     "references remove rename table timestamps unique_index"},
    {"Plug.Conn",
     "assign clear_session configure_session delete_resp_cookie delete_session fetch_cookies "
     "fetch_query_params fetch_session get_req_header get_resp_header get_session halt "
     "put_private put_resp_content_type put_resp_cookie put_resp_header put_session put_status "
     "read_body register_before_send send_chunked send_file send_resp"},
    {"Plug.Builder", "plug"},
    {"Plug.Router", "delete forward get match patch plug post put"},
    {"Phoenix.Controller",
     "action_fallback html json put_flash put_layout put_view redirect render text "
     "protect_from_forgery put_secure_browser_headers"},
    {"Phoenix.Router",
     "delete forward get live_session patch pipe_through pipeline post put resources scope"},
    {"Phoenix.LiveView.Router", "live live_session"},
    {"Phoenix.Endpoint", "socket plug"},
    {"Phoenix.Channel", "broadcast broadcast! broadcast_from push reply"},
    {"Phoenix.Socket", "channel transport"},
    {"ExUnit.Case", "describe test"},
    {"ExUnit.Callbacks", "on_exit setup setup_all start_supervised start_supervised!"},
    {"ExUnit.Assertions",
     "assert assert_in_delta assert_raise assert_receive assert_received flunk refute "
     "refute_receive"},
    {"Mox", "defmock expect stub verify! verify_on_exit!"},
});

// `use ExUnit.Case` brings these as well.
constexpr std::array kBrings =
    std::to_array<std::array<std::string_view, 2>>({{"ExUnit.Case", "ExUnit.Callbacks"},
                                                    {"ExUnit.Case", "ExUnit.Assertions"},
                                                    {"Plug.Router", "Plug.Conn"},
                                                    {"Phoenix.Channel", "Phoenix.Socket"}});

// What a module becomes that uses them: they name the functions that it has to give.
constexpr std::string_view kBehaviours =
    "Agent Application Broadway Broadway.Producer DynamicSupervisor GenServer GenStage Oban.Worker "
    "Phoenix.Channel Phoenix.LiveComponent Phoenix.LiveView Supervisor Task";

constexpr std::string_view kEach =
    "hex:Enum#each hex:Enum#map hex:Enum#flat_map hex:Enum#reduce hex:Enum#filter "
    "hex:Enum#reject hex:Enum#each_with_index hex:Enum#reduce_while hex:Enum#map_reduce";

}  // namespace

bool IsElixirForm(std::string_view word) { return HasWord(kForms, word); }

bool IsKernelFunction(std::string_view name) { return HasWord(kKernel, name); }

bool ElixirModuleHolds(std::string_view module, std::string_view function) {
  return std::any_of(kModules.begin(), kModules.end(), [&](const Module& one) {
    return one.name == module && HasWord(one.functions, function);
  });
}

std::vector<std::string_view> BroughtByUse(std::string_view module) {
  std::vector<std::string_view> all;
  for (const auto& [used, brought] : kBrings) {
    if (module == used) all.push_back(brought);
  }
  return all;
}

bool CallsForEach(std::string_view callee) { return HasWord(kEach, callee); }

bool IsElixirBehaviour(std::string_view module) { return HasWord(kBehaviours, module); }

}  // namespace assay
