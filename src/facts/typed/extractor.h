// The engine of the typed, block-structured languages: scopes and bindings,
// declared types, fields, results, arguments, texts and where their parts come
// from, over the roles of a SyntaxMap.
//
// A language is a table of its grammar, a table of what it and its libraries
// are known for (LanguageTraits), and the hooks below for what is its own:
// how it imports, what a name that nothing binds may stand for. What all of
// them share is here, once.
//
// Fields, methods and functions are known in their whole file, so that a look
// ahead reads them before the file is walked.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "facts/source_extractor.h"
#include "facts/typed/syntax_map.h"

namespace assay {

// How a call builds a text of a format and values.
enum class FormatStyle : std::uint8_t {
  kPrintf,  // %s takes the next value, %d a number
  kBraces,  // {} the next, {0} by its number, {name} the variable
};

struct LanguageTraits {
  std::string_view ecosystem;           // "go:"
  std::string_view documentation;       // what its documentation comments are called
  std::string_view documentation_mark;  // what they begin with; empty: any comment above
  std::string_view concatenation = "+";
  std::string_view this_name;    // where it is a variable like others
  bool bare_members = false;     // members of a class are seen by their names alone
  bool function_scoped = false;  // a variable lives in its function; assigning declares
  bool promotes = false;         // members of bases are the type's own (Go's embedding)
  bool blocks_have_values = false;
  bool generic_functions = false;    // f[T](…) is a call of f
  bool annotations_precede = false;  // as siblings of what they annotate
  bool tells_at_name = false;        // annotations are a part of what they annotate
  bool refines = false;              // Refine says more than the kind of a node
  bool upper_case_types = false;     // a free name that begins upper is a type
  bool arity_names = false;          // f/1 and f/2 are two functions: it tells recursion itself
  std::string_view apply_member;     // what calling a value calls
  std::string_view string_value;     // what a string literal is, where that has a name

  using Set = std::unordered_set<std::string_view>;
  using Map = std::unordered_map<std::string_view, std::string_view>;
  struct Format {
    FormatStyle style = FormatStyle::kPrintf;
    std::size_t at = 0;  // of the format among the arguments
  };

  Map results;  // what a call gives: "go:database/sql#Open" → "go:database/sql#DB()"
  Set chains;   // values whose every method gives one like it: builders of queries
  std::unordered_map<std::string_view, Format> formats;  // by callee
  Set numbers;                                           // callees that give numbers
  Set number_types;                                      // as written
  Set request_types;                                     // values: "go:net/http#Request()"
  Set request_members;                                   // that read what a client sent
  Set lists;        // callees that make a collection of their arguments
  Set locks;        // callees: "go:sync#Mutex().Lock"
  Set spawns;       // callees and types that begin work beside their caller
  Map channels;     // callees, with what they do: put, get
  Set builders;     // values that texts are appended to
  Set log_members;  // that log
};

class TypedExtractor : public SourceExtractor {
 public:
  TypedExtractor(const SyntaxTree& tree, FactSink& sink, const SyntaxMap& map,
                 const LanguageTraits& traits);

 protected:
  using Names = std::unordered_map<std::string, std::string>;
  // A field that always holds what is written where it is declared: a literal, a number, a list.
  struct Constant {
    Provenance provenance;
    TextValue text;  // of a literal
  };
  struct TypeInfo {
    Names fields;                                    // the value that each holds
    std::unordered_map<std::string, Texts> results;  // the values that each method gives
    std::unordered_map<std::string, int> overloads;  // "name/2": with two parameters
    std::vector<std::string> bases;
    std::unordered_set<std::string> numbers;  // fields that hold numbers
    std::unordered_map<std::string, Constant> constants;
    bool is_enum = false;
  };
  // A variable, field or parameter that is declared: `index` tells which of
  // the values of `value` it takes, where one expression gives several.
  struct Declared {
    NodeIndex name;
    NodeIndex type;
    NodeIndex value;
    std::size_t index = 0;
    bool refers = false;  // it points to what `type` says, or holds many
  };
  struct CallParts {
    NodeIndex object = kNoNode;
    NodeIndex name = kNoNode;
    NodeIndex target = kNoNode;  // where neither is told: what is called
  };

  // ---- what a language may say for itself

  // Reads one import: its facts and its names.
  virtual void ReadImport(NodeIndex node) = 0;
  // A name that neither the file nor an import binds, as a value, a callee and
  // a type; empty if it cannot be told.
  virtual std::string FreeName(std::string_view name);
  virtual std::string FreeCallee(std::string_view name);
  virtual std::string FreeType(std::string_view name);
  // A dotted path whose root is bound to nothing: System.Text.Json.X.
  virtual std::string FreePath(NodeIndex node);
  virtual std::string QualifiedType(NodeIndex type);
  virtual std::string SimpleType(NodeIndex type);  // of a node of role kType
  // What a call gives beyond LanguageTraits::results.
  virtual std::string KnownResult(std::string_view callee, NodeIndex call);
  // What a library call gives to several names.
  virtual std::vector<std::string> KnownResults(std::string_view) { return {}; }
  // The type whose value a generic one stands for: the T of Arc<T>; kNoNode if none.
  virtual NodeIndex TransparentType(NodeIndex) { return kNoNode; }
  virtual bool IsCollectionType(NodeIndex) { return false; }
  // All that a callee's results are, if a function gives several.
  virtual std::vector<std::string> ResultsOf(NodeIndex function);
  virtual std::vector<Declared> DeclarationsOf(NodeIndex node);
  // The type that a function is a method of, where no class stands around it.
  virtual std::string_view OwnerOf(NodeIndex) const { return {}; }
  virtual std::vector<NodeIndex> BasesOf(NodeIndex node);
  virtual std::string AnnotationName(NodeIndex annotation);
  virtual NodeIndex AnnotationListOf(NodeIndex annotation) const;
  virtual std::vector<ArgumentNode> ArgumentsOf(NodeIndex list);
  // A literal's text, where it has no fragments.
  virtual std::string LiteralText(NodeIndex node);
  struct CatchParts {
    std::vector<NodeIndex> types;
    NodeIndex name = kNoNode;
  };
  virtual CatchParts CatchOf(NodeIndex node);
  virtual Role Refine(NodeIndex, Role role) const { return role; }
  virtual NodeIndex ParametersOf(NodeIndex node) const { return At(node, Part::kParameters); }
  // All parameters, where a function has several lists of them.
  virtual std::vector<NodeIndex> ParameterItemsOf(NodeIndex node) const {
    return ItemsOf(ParametersOf(node));
  }
  // Whether what a type is made of is a field as well.
  virtual bool IsFieldParameter(NodeIndex) const { return false; }
  // a[i], or what else reads an element: of `table` under `key`; kNoNode if it is none.
  struct Element {
    NodeIndex table = kNoNode;
    NodeIndex key = kNoNode;
  };
  virtual Element ElementOf(NodeIndex node);
  // A value as the shapes of algorithms read it.
  virtual std::string Written(NodeIndex value);
  virtual NodeIndex ResultTypeOf(NodeIndex node) const { return At(node, Part::kType); }
  virtual NodeIndex ArgumentListOf(NodeIndex call) const { return At(call, Part::kArguments); }
  // Whether the node defines the type that it names, and does not only say it.
  virtual bool DefinesItself(NodeIndex) const { return true; }
  virtual void ReadLiteral(NodeIndex node, TextValue& text);
  // What a type is, where the kind of its node does not tell.
  virtual DefinitionKind KindOf(NodeIndex, DefinitionKind kind) const { return kind; }
  // Whether what it declares never changes.
  virtual bool IsConstant(NodeIndex declaration);
  virtual std::string_view HandlerDetail(NodeIndex body, std::string_view caught);
  std::string_view DetailOf(const std::vector<NodeIndex>& statements, std::string_view caught);
  // A node that the language reads itself; true if that is all.
  virtual bool EnterOwn(NodeIndex) { return false; }
  virtual std::string_view NameText(NodeIndex name) const;
  // Where the name of a type stands.
  virtual NodeIndex NameOf(NodeIndex type) const { return At(type, Part::kName); }
  // Modifiers that no node of role kModifier tells.
  virtual void AddModifiers(NodeIndex, Definition&) {}
  virtual std::string_view FieldName(NodeIndex name) const { return NameText(name); }
  virtual bool IsConstructor(NodeIndex node) const { return R(node) == Role::kConstructor; }
  // Whether a function is one of the function around it, which alone sees its name.
  virtual bool IsLocalFunction(NodeIndex) const { return false; }
  // Whether it defines what its type has declared already.
  virtual bool RepeatsDeclaration(NodeIndex) const { return false; }
  // Whether several functions of the file have the name, with other parameters.
  virtual bool IsOverloaded(std::string_view) const { return false; }
  // Whether a call is of a macro, whose name no function or variable has.
  virtual bool IsMacro(NodeIndex) const { return false; }
  // Whether what stands where a result would is none: `void F() => g();`.
  virtual bool ReturnsNothing(NodeIndex) const { return false; }
  // Whether the last expression of a block is what something around it gives.
  virtual bool BlockGives(NodeIndex) const { return false; }
  // strlen(...): the function itself, which is not called.
  virtual bool NamesCallee(NodeIndex) const { return false; }
  virtual Provenance ProvenanceOfName(std::string_view) { return Provenance::kUnknown; }
  virtual bool IsRequestParameter(NodeIndex) { return false; }
  // What becomes of the value of a block's item, where blocks have values.
  virtual ResultUse ResultInBlock(NodeIndex item, NodeIndex block) const;

  // ---- for the languages

  Role Unrefined(NodeIndex node) const { return static_cast<Role>(OwnKind(node)); }
  Role R(NodeIndex node) const {
    if (node == kNoNode) return Role::kNone;
    const Role role = Unrefined(node);
    return traits_.refines ? Refine(node, role) : role;
  }
  NodeIndex At(NodeIndex node, Part part) const { return map_.Find(tree(), node, part); }
  // The key of an entry of a map; none of an entry of a list.
  NodeIndex KeyOf(NodeIndex pair) const {
    const NodeIndex key = At(pair, Part::kKey);
    return key == At(pair, Part::kValue) ? kNoNode : key;
  }
  std::vector<NodeIndex> AllAt(NodeIndex node, Part part) const {
    return map_.FindAll(tree(), node, part);
  }
  bool IsPart(NodeIndex node, Part part) const { return At(Parent(node), part) == node; }
  std::string_view KindName(NodeIndex node) const {
    return node == kNoNode ? std::string_view() : tree().grammar().KindName(Kind(node));
  }
  std::vector<NodeIndex> ItemsOf(NodeIndex node) const;
  NodeIndex FirstOf(NodeIndex node, Role role) const;
  bool PassesOn(NodeIndex node) const;    // gives the value of what it holds
  NodeIndex Held(NodeIndex node) const;   // what that is
  NodeIndex Inner(NodeIndex node) const;  // without all that only passes on

  // The value of an expression; of a collection "[]" and the value of an
  // element, which never leaves the engine.
  std::string Evaluate(NodeIndex node, int depth = 0);
  std::string Resolve(NodeIndex node, int depth = 0) override;
  std::string Member(std::string_view base, std::string_view member) const;
  std::vector<std::string> ValuesOf(NodeIndex value, std::size_t count);
  std::string CalleeOf(NodeIndex call, int depth = 0);
  CallParts PartsOf(NodeIndex call) const;
  std::string TypeName(std::string_view name);
  std::string ResolveType(NodeIndex type);
  std::string BareCallee(std::string_view name);
  std::string ValueOfType(NodeIndex type);
  std::string TellType(NodeIndex type);
  bool IsNumberType(NodeIndex type) const;
  TypeInfo* InfoOf(std::string_view value);
  TypeInfo* OpenInfo();
  // Of the type itself or of its bases in the file; null where it has none of the name.
  const Constant* FindConstant(const TypeInfo* info, const std::string& name);
  void BindImport(std::string_view name, const std::string& value);
  void AddImport(NodeIndex node, std::string_view module, std::string_view symbol,
                 std::string_view alias, ImportForm form);
  std::string EcosystemName(std::string_view module) const {
    return std::string(traits_.ecosystem) + std::string(module);
  }
  const Names& imports() const { return imports_; }
  bool DefinesType(std::string_view name) const { return types_.contains(std::string(name)); }
  bool DefinesFunction(std::string_view name) const {
    return functions_.contains(std::string(name));
  }

  // Binds a variable from `from` on: behind its declaration, whose value still
  // sees what the name stood for before.
  void Declare(const Declared& declared, const std::string& value, bool parameter = false,
               NodeIndex from = 0);
  void ReadResult(NodeIndex node, Use& use);
  void ReadVariable(NodeIndex node);
  void ReadAssign(NodeIndex left, NodeIndex right, std::string_view op);
  void ReadFunction(NodeIndex node, DefinitionKind kind);
  void OpenForEach(NodeIndex node, NodeIndex over, const std::vector<NodeIndex>& names,
                   std::size_t element);
  void AddCall(NodeIndex node, const std::string& name, NodeIndex at, NodeIndex object,
               const std::vector<ArgumentNode>& arguments, UseForm form = UseForm::kCall);
  void AddDecorator(NodeIndex at, const std::string& name, std::string_view target,
                    const std::vector<ArgumentNode>& arguments);
  void NoteSwap(NodeIndex node);
  void NoteExchange(NodeIndex node, NodeIndex left, NodeIndex right);
  bool IsLogCall(NodeIndex statement);
  bool NamesCause(NodeIndex thrown) const;
  const Binding* Known(std::string_view name);  // of a variable that is seen here
  void NoteAllowed(NodeIndex checked, NodeIndex list, NodeIndex test);
  void ForgetCallees() { ++own_version_; }
  void NoteCaught(NodeIndex node, std::string_view name) {
    caught_.push_back({tree().End(node), name});
  }
  virtual Provenance ProvenanceOf(NodeIndex node, int depth = 0);
  bool ReadText(NodeIndex node, TextValue& text, int depth = 0) override;
  Value ReadValue(NodeIndex node) override;
  // "\n" as the line end that it stands for; what SQL never needs stays as it is.
  static std::string_view Unescaped(std::string_view escape);
  void AddPart(NodeIndex node, TextValue& text) override;
  // The source text of a dynamic part.
  virtual std::string PartText(NodeIndex node) const { return Bounded(node); }
  virtual Provenance ProvenanceOfPart(NodeIndex node) { return ProvenanceOf(node); }
  // What stands between a documentation comment and what it documents.
  void PassComment(NodeIndex node) {
    if (comment_line_ + 1 == tree()[node].start_line) comment_line_ = tree()[node].end_line;
  }
  void ReadPrintf(const TextValue& format, const std::vector<ArgumentNode>& arguments,
                  std::size_t first, TextValue& text);
  void AddNested(NodeIndex node, const Argument& parent, int depth,
                 std::vector<Argument>& arguments) override;
  bool Passes(NodeIndex value, std::string_view caught) const;
  std::size_t CountParameters(NodeIndex function);
  const LanguageTraits& traits() const { return traits_; }
  // The type whose members are being read; empty outside of types.
  std::string_view OpenTypeName() const {
    return open_types_.empty() ? std::string_view() : open_types_.back().name;
  }
  void AddField(NodeIndex node, const Declared& field);
  void NoteTypes(NodeIndex type, std::string_view target);
  bool IsTested(NodeIndex node) const;
  void ReadModifiers(NodeIndex node, Definition& definition);
  void NoteDocumentation(NodeIndex node, Definition& definition) const;

 private:
  struct OpenType {
    NodeIndex end;
    std::string_view name;
    TypeInfo* info;
  };
  struct Deferred {
    NodeIndex from;
    std::size_t depth;  // of the scopes that were open
    std::string_view name;
    Binding binding;
    bool replace;
    bool told;
    TextValue text;
  };
  struct Caught {
    NodeIndex end;
    std::string_view name;
  };

  void Enter(NodeIndex node) override;
  void BindDeferred(const Deferred& variable);
  void BindDue(NodeIndex node);
  void EnterDefinition(NodeIndex node);
  void EnterStatement(NodeIndex node);
  void EnterExpression(NodeIndex node);
  bool IsComment(NodeIndex node) const override { return R(node) == Role::kComment; }

  // names.cc
  std::string ResolveName(std::string_view name);
  std::string ResolveMember(NodeIndex node, int depth);
  std::string ResolveCall(NodeIndex node, int depth);
  std::string FindCallee(NodeIndex call, int depth);
  std::string MemberOfThis(std::string_view name);
  std::string Promoted(const TypeInfo& info, std::string_view member);
  const Texts* LocalResults(NodeIndex call, std::string_view callee);

  // ahead.cc
  struct Spots {  // what the look ahead goes back to, each in the order of the file
    std::vector<NodeIndex> imports, aliases, types, members;
  };
  void LookAhead();
  void NoteSpot(NodeIndex node, Spots& spots);
  void LookAheadAtMembers(const std::vector<NodeIndex>& members);
  void LookAheadInType(NodeIndex node);
  void LookAheadAtAlias(NodeIndex node);
  void LookAheadAt(NodeIndex node, TypeInfo* owner, std::string_view owner_name);
  void LookAheadInConstructor(NodeIndex node, TypeInfo& info);
  void LookAheadAtVariable(NodeIndex node);
  Constant ConstantOf(NodeIndex value);
  void NoteConstant(std::string_view name, const Constant& constant, TypeInfo& of);
  void LookAheadAtConstant(NodeIndex node, TypeInfo& owner);
  std::string EvaluateInType(NodeIndex value, const TypeInfo& owner);
  Texts KeepAll(const std::vector<std::string>& values);

  // definitions.cc
  void TellAtName(std::uint32_t index, NodeIndex name);
  void ReadType(NodeIndex node, DefinitionKind kind);
  void OpenExtension(NodeIndex node);
  void ReadModule(NodeIndex node);
  std::string MemberOwner();
  void ReadField(NodeIndex node);
  void ReadTypeAlias(NodeIndex node);
  void BindMembers(NodeIndex body);
  void BindConstant(std::string_view name, const Constant& constant);
  void BindLocalFunctions(NodeIndex node);
  void BindParameters(const std::vector<NodeIndex>& items, std::vector<Parameter>& parameters);
  void ReadAnnotation(NodeIndex node);
  std::string_view AnnotatedName(NodeIndex annotation);
  std::string_view DeclaredName(NodeIndex node);
  void ReadAnonymousType(NodeIndex node);
  bool InAnonymousType() const;
  void AddBases(NodeIndex node, Definition* definition);
  void NoteSelfTyped(NodeIndex field, const Declared& declared);
  void ReadLambda(NodeIndex node);

  // uses.cc
  void ReadCall(NodeIndex node);
  void ReadNew(NodeIndex node);
  std::string Keyword(NodeIndex key);
  void ReadMember(NodeIndex node);
  void ReadIndex(NodeIndex node);
  void NoteSelfCall(NodeIndex call, std::string_view callee, std::size_t arguments);
  void NoteConcurrency(NodeIndex node, std::string_view name, const CallParts& parts);
  void NoteCollectionCall(NodeIndex node, const CallParts& parts,
                          const std::vector<ArgumentNode>& arguments);
  bool IsCollection(NodeIndex node) const;
  NodeIndex EntriesOf(NodeIndex node) const;

  // constructs.cc
  void ReadForEach(NodeIndex node);
  void ReadCatch(NodeIndex node);
  void ReadThrow(NodeIndex node);
  void ReadComparison(NodeIndex node);
  bool IsConditional(NodeIndex node) const;

  // text.cc
  bool ReadConcatenation(NodeIndex node, TextValue& text, int depth);
  bool ReadTextCall(NodeIndex node, TextValue& text, int depth);
  bool ReadBuilder(NodeIndex node, TextValue& text, int depth);
  bool MakesBuilder(std::string_view callee) const;
  bool MayMakeText(std::string_view member) const;
  void ReadBraces(const TextValue& format, const std::vector<ArgumentNode>& arguments,
                  std::size_t first, TextValue& text);
  void ReadAppend(NodeIndex call);
  Provenance ProvenanceOfCall(NodeIndex node, int depth);
  Provenance ProvenanceOfText(std::string_view name);
  bool IsAllowList(NodeIndex value);
  void NoteAllowListCheck(NodeIndex call, const CallParts& parts,
                          const std::vector<ArgumentNode>& arguments);

  const SyntaxMap& map_;
  const LanguageTraits& traits_;
  Names imports_;
  std::unordered_map<std::string, TypeInfo> types_;
  std::unordered_map<std::string, Texts> functions_;
  // By the function or lambda around them: the functions that only it sees.
  std::unordered_map<NodeIndex, std::vector<std::string_view>> local_functions_;
  std::unordered_set<std::string_view> type_parameters_;
  std::vector<OpenType> open_types_;  // one without a name has nothing that is known
  TypeInfo anonymous_;
  std::vector<Caught> caught_;
  std::vector<Deferred> deferred_;  // variables whose declaration is not over yet
  NodeIndex import_end_ = 0;
  int nested_parts_ = 0;  // texts in parts of texts that are being read
  struct KnownCallee {
    NodeIndex call = kNoNode;
    std::uint64_t version = 0;
    std::string name;
  };
  std::array<KnownCallee, 16> known_callees_;  // by the call's number
  // Rises where a name can mean something else although no binding changed; 0
  // while the file is looked ahead at.
  std::uint64_t own_version_ = 0;
  struct Pending {
    NodeIndex begin;
    NodeIndex end;
    Text name;
  };
  NodeIndex named_declaration_ = kNoNode;  // the last one that was asked for its name
  std::string_view declared_name_;
  std::vector<Pending> pending_;    // annotations before what they annotate
  std::uint32_t comment_line_ = 0;  // the last comment's
  bool comment_documents_ = false;
};

}  // namespace assay
