#include "facts/cpp/known_names.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/text.h"

namespace assay {
namespace {

struct Header {
  std::string_view name;
  std::string_view functions;
  std::string_view types = {};
};

constexpr std::array kHeaders = std::to_array<Header>({
    {"stdio.h",
     "asprintf dprintf fclose fdopen feof ferror fflush fgetc fgets fileno fopen fprintf fputc "
     "fputs fread fscanf fseek ftell fwrite getc getchar getline pclose perror popen printf putc "
     "putchar puts remove rename rewind scanf setvbuf snprintf sprintf sscanf tmpfile vasprintf "
     "vfprintf vprintf vsnprintf vsprintf",
     "FILE"},
    {"stdlib.h",
     "abort abs aligned_alloc atexit atof atoi atol atoll bsearch calloc exit free getenv labs "
     "malloc mkstemp putenv qsort rand random realloc realpath setenv srand strtod strtof strtol "
     "strtoll strtoul strtoull system unsetenv"},
    {"string.h",
     "memchr memcmp memcpy memmove memset strcat strchr strcmp strcpy strcspn strdup strerror "
     "strlen strncat strncmp strncpy strndup strnlen strpbrk strrchr strsep strspn strstr strtok "
     "strtok_r"},
    {"strings.h", "strcasecmp strncasecmp"},
    {"assert.h", "assert"},
    {"ctype.h",
     "isalnum isalpha iscntrl isdigit isgraph islower isprint ispunct isspace isupper isxdigit "
     "tolower toupper"},
    {"unistd.h",
     "_exit access alarm chdir chown close daemon dup dup2 execl execlp execv execve execvp fork "
     "fsync ftruncate getcwd getegid geteuid getgid gethostname getopt getpid getppid getuid "
     "isatty link lseek pause pipe pread pwrite read readlink rmdir setgid setsid setuid sleep "
     "symlink sysconf unlink usleep vfork write"},
    {"fcntl.h", "creat fcntl open openat"},
    {"sys/socket.h",
     "accept bind connect getpeername getsockname getsockopt listen recv recvfrom recvmsg send "
     "sendmsg sendto setsockopt shutdown socket socketpair",
     "msghdr sockaddr sockaddr_storage"},
    {"netinet/in.h", "", "in_addr sockaddr_in sockaddr_in6"},
    {"arpa/inet.h", "htonl htons inet_addr inet_ntoa inet_ntop inet_pton ntohl ntohs"},
    {"netdb.h", "freeaddrinfo gai_strerror getaddrinfo gethostbyname getnameinfo",
     "addrinfo hostent"},
    {"poll.h", "poll", "pollfd"},
    {"sys/select.h", "select", "fd_set"},
    {"sys/epoll.h", "epoll_create epoll_create1 epoll_ctl epoll_wait", "epoll_event"},
    {"sys/event.h", "kevent kqueue"},
    {"sys/mman.h", "mlock mmap mprotect msync munmap shm_open shm_unlink"},
    {"sys/stat.h", "chmod fstat lstat mkdir stat umask", "stat"},
    {"sys/time.h", "gettimeofday setitimer", "timeval"},
    {"sys/wait.h", "wait waitpid"},
    {"sys/msg.h", "msgctl msgget msgrcv msgsnd"},
    {"sys/ioctl.h", "ioctl"},
    {"sys/uio.h", "readv writev", "iovec"},
    {"dirent.h", "closedir opendir readdir scandir", "DIR dirent"},
    {"dlfcn.h", "dlclose dlerror dlopen dlsym"},
    {"signal.h",
     "kill pthread_sigmask raise sigaction sigaddset sigemptyset sigfillset signal sigprocmask",
     "sigaction sigset_t"},
    {"time.h",
     "asctime clock clock_gettime ctime difftime gmtime gmtime_r localtime localtime_r mktime "
     "nanosleep strftime strptime time",
     "timespec tm"},
    {"math.h", "ceil cos exp fabs floor fmod log log10 log2 pow round sin sqrt tan"},
    {"setjmp.h", "longjmp setjmp siglongjmp sigsetjmp", "jmp_buf"},
    {"semaphore.h", "sem_close sem_destroy sem_init sem_open sem_post sem_trywait sem_wait",
     "sem_t"},
    {"mqueue.h", "mq_close mq_getattr mq_open mq_receive mq_send mq_timedreceive mq_timedsend",
     "mq_attr mqd_t"},
    {"threads.h",
     "cnd_broadcast cnd_signal cnd_wait mtx_destroy mtx_init mtx_lock mtx_timedlock mtx_trylock "
     "mtx_unlock thrd_create thrd_detach thrd_join",
     "cnd_t mtx_t thrd_t"},
    {"spawn.h", "posix_spawn posix_spawnp"},
    {"syslog.h", "closelog openlog syslog"},
    {"regex.h", "regcomp regexec regfree", "regex_t regmatch_t"},
    {"pwd.h", "getpwnam getpwuid", "passwd"},
    {"termios.h", "tcgetattr tcsetattr", "termios"},
    {"crypt.h", "crypt crypt_r"},
    {"libpq-fe.h",
     "PQclear PQcmdTuples PQconnectdb PQerrorMessage PQescapeIdentifier PQescapeLiteral "
     "PQescapeStringConn PQexec PQexecParams PQexecPrepared PQfinish PQgetisnull PQgetResult "
     "PQgetvalue PQnfields PQntuples PQprepare PQresultStatus PQsendQuery PQsetdbLogin PQstatus",
     "PGconn PGresult"},
    {"mysql.h", "", "MYSQL MYSQL_BIND MYSQL_RES MYSQL_ROW MYSQL_STMT"},
    {"mysql/mysql.h",
     "mysql_close mysql_error mysql_fetch_row mysql_free_result mysql_init mysql_query "
     "mysql_real_connect mysql_real_escape_string mysql_real_query mysql_stmt_bind_param "
     "mysql_stmt_execute mysql_stmt_init mysql_stmt_prepare mysql_store_result mysql_use_result",
     "MYSQL MYSQL_BIND MYSQL_RES MYSQL_ROW MYSQL_STMT"},
    {"curl/curl.h", "", "CURL CURLM"},
    {"uv.h", "", "uv_loop_t uv_tcp_t"},
    {"microhttpd.h",
     "MHD_create_response_from_buffer MHD_get_connection_values MHD_lookup_connection_value "
     "MHD_queue_response MHD_start_daemon MHD_stop_daemon",
     "MHD_Connection MHD_Daemon MHD_Response"},
    {"fcgiapp.h", "FCGX_Accept_r FCGX_FPrintF FCGX_GetParam FCGX_GetStr FCGX_InitRequest",
     "FCGX_Request"},
});

// Functions of C that no other has. A header of the program's own may include theirs.
constexpr std::array kUnmistakable = std::to_array<Header>({
    {"stdio.h",
     "asprintf fgets fopen fprintf fputs fread fscanf fseek ftell fwrite perror popen printf "
     "putchar puts scanf snprintf sprintf sscanf vfprintf vsnprintf"},
    {"stdlib.h",
     "atoi atol atoll calloc getenv malloc mkstemp qsort realloc setenv srand strtol strtoll "
     "strtoul strtoull"},
    {"string.h",
     "memchr memcmp memcpy memmove memset strcat strchr strcmp strcpy strcspn strdup strerror "
     "strlen strncat strncmp strncpy strndup strrchr strspn strstr strtok"},
    {"strings.h", "strcasecmp strncasecmp"},
});

constexpr std::array<std::string_view, 2> kUnmistakablePrefixes = {"pthread_", "sqlite3_"};

// Headers of C and POSIX whose names begin no function's name.
constexpr std::string_view kStandardHeaders =
    "aio.h alloca.h assert.h complex.h ctype.h dirent.h dlfcn.h endian.h err.h errno.h error.h "
    "fcntl.h features.h fenv.h float.h fnmatch.h getopt.h glob.h grp.h inttypes.h iso646.h "
    "langinfo.h libgen.h limits.h locale.h malloc.h math.h memory.h mqueue.h netdb.h poll.h "
    "process.h pwd.h regex.h search.h semaphore.h setjmp.h signal.h spawn.h stdalign.h stdarg.h "
    "stdatomic.h stdbool.h stddef.h stdint.h stdio.h stdlib.h stdnoreturn.h string.h strings.h "
    "syslog.h tar.h term.h termios.h tgmath.h threads.h time.h uchar.h ucontext.h unistd.h "
    "utime.h values.h wait.h wchar.h wctype.h windows.h wordexp.h";
constexpr std::array kStandardFolders = std::to_array<std::string_view>(
    {"arpa/", "asm/", "bits/", "experimental/", "linux/", "net/", "netinet/", "sys/"});

// Names of std, by the header that declares them.
constexpr std::array kStandardNames = std::to_array<Header>({
    {"algorithm",
     "all_of any_of binary_search copy copy_if count count_if equal fill find find_if for_each "
     "iter_swap lower_bound max max_element merge min min_element next_permutation none_of "
     "nth_element partial_sort remove remove_if replace reverse rotate shuffle sort stable_sort "
     "swap transform unique upper_bound"},
    {"any", "any any_cast"},
    {"array", "array"},
    {"atomic", "atomic atomic_bool atomic_int memory_order_relaxed"},
    {"bitset", "bitset"},
    {"condition_variable", "condition_variable condition_variable_any"},
    {"deque", "deque"},
    {"exception", "exception rethrow_exception current_exception throw_with_nested"},
    {"format", "format"},
    {"forward_list", "forward_list"},
    {"fstream", "fstream ifstream ofstream"},
    {"functional", "function bind ref greater less hash"},
    {"future", "async future packaged_task promise shared_future"},
    {"iomanip", "setfill setprecision setw"},
    {"iostream", "cerr cin clog cout endl istream ostream"},
    {"list", "list"},
    {"map", "map multimap"},
    {"memory", "make_shared make_unique shared_ptr unique_ptr weak_ptr"},
    {"mutex",
     "call_once lock_guard mutex once_flag recursive_mutex scoped_lock timed_mutex unique_lock"},
    {"numeric", "accumulate gcd iota lcm partial_sum reduce"},
    {"optional", "make_optional nullopt optional"},
    {"queue", "priority_queue queue"},
    {"random", "mt19937 random_device uniform_int_distribution uniform_real_distribution"},
    {"regex", "regex regex_match regex_replace regex_search smatch"},
    {"set", "multiset set"},
    {"shared_mutex", "shared_lock shared_mutex shared_timed_mutex"},
    {"sstream", "istringstream ostringstream stringstream"},
    {"stack", "stack"},
    {"stdexcept",
     "domain_error invalid_argument length_error logic_error out_of_range overflow_error "
     "range_error runtime_error underflow_error"},
    {"string", "getline stod stof stoi stol stoll stoul stoull string to_string wstring"},
    {"string_view", "string_view"},
    {"system_error", "error_code system_error"},
    {"thread", "jthread thread"},
    {"tuple", "get make_tuple tie tuple"},
    {"unordered_map", "unordered_map unordered_multimap"},
    {"unordered_set", "unordered_multiset unordered_set"},
    {"utility", "exchange forward make_pair move pair swap"},
    {"variant", "get_if holds_alternative variant visit"},
    {"vector", "vector"},
});

// curl/curl.h names curl_easy_perform; <map> and <time.h> name no map_of and no time_of.
bool NamesWhatIsItsOwn(std::string_view header) {
  if (header.find('.') == std::string_view::npos || HasWord(kStandardHeaders, header)) return false;
  return std::none_of(kStandardFolders.begin(), kStandardFolders.end(),
                      [&](std::string_view folder) { return header.starts_with(folder); });
}

template <typename Table>
std::unordered_map<std::string_view, const Header*> ByName(const Table& table) {
  std::unordered_map<std::string_view, const Header*> headers;
  for (const Header& header : table) headers.emplace(header.name, &header);
  return headers;
}

const Header* Find(const std::unordered_map<std::string_view, const Header*>& headers,
                   std::string_view name) {
  const auto found = headers.find(name);
  return found == headers.end() ? nullptr : found->second;
}

const Header* HeaderOfC(std::string_view name) {
  static const auto kByName = ByName(kHeaders);
  return Find(kByName, name);
}

const Header* HeaderOfStandard(std::string_view name) {
  static const auto kByName = ByName(kStandardNames);
  return Find(kByName, name);
}

void AddWords(std::string_view words, std::string_view header, KnownNames::Headers& names) {
  for (const std::string_view word : Split(words, ' ')) {
    if (!word.empty()) names.emplace(word, header);
  }
}

}  // namespace

void KnownNames::Include(std::string_view header) {
  if (const Header* const known = HeaderOfC(header)) {
    AddWords(known->functions, known->name, functions_);
    AddWords(known->types, known->name, types_);
  }
  if (const Header* const known = HeaderOfStandard(header))
    AddWords(known->functions, known->name, standard_);
  if (header == "bits/stdc++.h" || header == "std") {
    for (const Header& known : kStandardNames) AddWords(known.functions, known.name, standard_);
  }
  if (!NamesWhatIsItsOwn(header)) return;
  std::string_view stem = header.substr(header.rfind('/') + 1);
  stem = stem.substr(0, stem.find('.'));
  if (stem.size() >= 3) libraries_.push_back({stem, header});
}

void KnownNames::IncludeOwn() {
  if (own_) return;
  own_ = true;
  for (const Header& header : kUnmistakable) AddWords(header.functions, header.name, functions_);
}

std::string_view KnownNames::OfLibrary(std::string_view name, bool type) const {
  for (const auto& [stem, header] : libraries_) {
    if (name.size() < stem.size() || !EqualsIgnoreCase(name.substr(0, stem.size()), stem)) continue;
    if (name.size() > stem.size() + 1 && name[stem.size()] == '_') return header;
    // struct sqlite3, of sqlite3.h; a class has a namespace.
    if (type && name == stem && ToLowerAscii(name) == name) return header;
  }
  for (const std::string_view prefix : kUnmistakablePrefixes) {
    if (!own_ || !name.starts_with(prefix)) continue;
    return prefix == "pthread_" ? "pthread.h" : "sqlite3.h";
  }
  return {};
}

std::string_view KnownNames::HeaderOfFunction(std::string_view name) const {
  const auto known = functions_.find(name);
  return known == functions_.end() ? OfLibrary(name, false) : known->second;
}

std::string_view KnownNames::HeaderOfType(std::string_view name) const {
  const auto known = types_.find(name);
  if (known != types_.end()) return known->second;
  return OfLibrary(name, true);
}

bool KnownNames::IsStandard(std::string_view name) const { return standard_.contains(name); }

}  // namespace assay
