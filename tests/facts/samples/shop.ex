defmodule Shop.Orders do
  @moduledoc """
  Keeps orders.
  """
  use GenServer, restart: :transient
  use ShopWeb, :controller
  import Ecto.Query, only: [from: 2, where: 3]
  import Ecto.Changeset
  require Logger
  alias Shop.{Repo, User}
  alias Shop.Catalog.Product, as: P
  alias __MODULE__.Line
  @behaviour Plug

  @timeout 5_000
  @find "SELECT a FROM book WHERE n = $1"
  @type t :: %__MODULE__{id: integer, next: t}

  defstruct [:id, :title, next: nil]

  defmodule Missing do
    defexception message: "missing"
  end

  @doc "Starts it."
  @spec start_link(keyword) :: GenServer.on_start()
  def start_link(options \\ []) do
    GenServer.start_link(__MODULE__, options, name: __MODULE__)
  end

  @impl true
  def init(state), do: {:ok, state}

  @impl true
  def handle_call({:find, id}, _from, %{repo: repo} = state) when id > 0 do
    user = Repo.get!(User, id)
    {:reply, user, state}
  end

  def find(name, order) do
    query = from(u in User, where: u.name == ^name)
    Repo.all(query)
    Ecto.Adapters.SQL.query!(Repo, "SELECT a FROM book WHERE n = '#{name}'", [])
    Repo.query("SELECT a FROM book ORDER BY " <> order)
    :crypto.hash(:sha256, name) |> Base.encode16(case: :lower)
    Logger.info("found #{name}")
    %P{price: 1}
    %Product{title: "a"}
    user = %User{name: name}
    user.name
    changeset(user, %{})
  end

  def changeset(user, attributes) do
    user
    |> cast(attributes, [:name, :email])
    |> validate_required([:name])
    |> Repo.insert()
    |> case do
      {:ok, user} -> user
      {:error, changeset} -> raise Missing, message: "bad #{changeset}"
    end
  end

  def safe(path) do
    try do
      File.read!(path)
    rescue
      e in [File.Error, ArgumentError] ->
        Logger.error(e.message)
        reraise e, __STACKTRACE__
      e in RuntimeError -> raise Missing, message: e.message
      _ -> nil
    catch
      :exit, reason -> {:error, reason}
    after
      File.close(path)
    end
  end

  def talk(pid) do
    send(pid, {:ping, self()})
    receive do
      {:pong, n} when n > 1 -> n
      :stop -> :ok
    after
      @timeout -> :timeout
    end
    task = Task.async(fn -> Repo.all(User) end)
    Task.await(task)
    spawn(fn -> :ok end)
    spawn_link(__MODULE__, :run, [])
    GenServer.call(pid, {:find, 1})
    GenServer.cast(pid, :stop)
    Agent.start_link(fn -> %{} end)
    :ets.insert(:cache, {1, 2})
  end

  def each(items) do
    for item <- items, item > 1, into: %{}, do: {item, item * 2}
    Enum.each(items, fn item -> IO.puts("item #{item}") end)
    Enum.map(items, &double/1)
    with {:ok, a} <- fetch(1),
         {:ok, b} <- fetch(2) do
      a + b
    else
      :error -> nil
    end
    cond do
      length(items) > 1 -> :many
      true -> :one
    end
    if items == [], do: throw(:empty)
    exit(:normal)
  end

  def fact(0), do: 1
  def fact(n), do: n * fact(n - 1)

  defp double(x), do: x * 2

  defmacro twice(block), do: quote(do: unquote(block))

  defdelegate size(list), to: Enum, as: :count
  defguard is_big(x) when x > 10

  @allowed ~w(title price)
  @kind :book
  @size 10

  @spec sorted(Repo.t(), order :: String.t(), %User{}) :: {:ok, [User.t()]} | nil
  def sorted(repo, order, _user) when order in @allowed do
    direction = if repo, do: "ASC", else: "DESC"
    repo.query("SELECT a FROM book ORDER BY #{order} #{direction}")
    Repo.query("SELECT a FROM #{@kind} LIMIT #{@size}")
    for table <- ["book", "author"], do: Repo.query("DELETE FROM #{table}")
    Enum.each(~w(book author), fn table -> Repo.query("TRUNCATE TABLE #{table}") end)
    Enum.map(@allowed, &String.upcase/1)
  end

  def show(conn, %{"id" => id} = params) do
    Repo.query("SELECT a FROM book WHERE id = #{id} AND n = '#{params["n"]}'")
    page = conn.query_params["page"]
    Repo.query("SELECT a FROM book LIMIT #{page} OFFSET #{String.to_integer(page)}")
  end

  def handle_event("find", %{"q" => q}, socket) do
    Repo.query("SELECT a FROM book WHERE q = '#{q}'")
    {:noreply, socket}
  end

  def locked(work), do: :global.trans({:shop, self()}, work)

  def search(items, wanted, low, high) when low <= high do
    middle = div(low + high, 2)

    cond do
      elem(items, middle) == wanted -> middle
      elem(items, middle) < wanted -> search(items, wanted, middle + 1, high)
      true -> search(items, wanted, low, middle - 1)
    end
  end

  def reach([], _, seen), do: seen

  def reach([node | rest], graph, seen) do
    if MapSet.member?(seen, node) do
      reach(rest, graph, seen)
    else
      reach(rest ++ Map.get(graph, node), graph, MapSet.put(seen, node))
    end
  end

  def fib(n) do
    case :ets.lookup(:memo, n) do
      [{_, value}] ->
        value

      [] ->
        value = fib(n - 1) + fib(n - 2)
        :ets.insert(:memo, {n, value})
        value
    end
  end

  def rows(n) do
    Enum.reduce(2..n, %{0 => 0, 1 => 1}, fn i, row ->
      Map.put(row, i, Map.get(row, i - 1) + row[i - 2])
    end)
  end

  # A comment with Repo.all(User) is no use.
  def text(id) do
    """
    SELECT b
    FROM item WHERE id = '#{id}'
    """
  end
end

defmodule Shop.Records do
  require Record
  import Enum, only: :functions
  Record.defrecord(:point, x: 0, y: 0)
  Record.defrecordp(:line, from: nil)

  def left(p), do: point(p, :x)
end

defprotocol Shop.Priced do
  def price(item)
end

defimpl Shop.Priced, for: Shop.Orders do
  def price(_), do: 1
end
