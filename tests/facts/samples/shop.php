<?php

declare(strict_types=1);

namespace Shop\Orders;

use DateTimeImmutable as Moment;
use Illuminate\Http\{Request, JsonResponse as Json};
use Illuminate\Support\Facades\{Cache, DB, Log};
use PDO;
use PDOException;
use Psr\Log\LoggerInterface;
use function Amp\async;
use function array_map;
use function Shop\Money\{round_up, in_euro as euro};
use const Shop\Money\CURRENCY;

require_once __DIR__ . '/helpers.php';
include 'legacy.php';

const TABLE = 'orders';
const KIND = 'old';
define('LIMIT', 50);

interface HasTotal
{
    public function total(): float;
}

trait Logs
{
    private ?LoggerInterface $logger = null;

    protected function note(string $text): void
    {
        $this->logger?->info($text);
    }
}

enum Status: string implements HasTotal
{
    case Open = 'open';
    case Paid = 'paid';

    const DEFAULT = self::Open;

    public static function of(string $name): self
    {
        return self::tryFrom($name) ?? self::DEFAULT;
    }

    public function total(): float
    {
        return match ($this) {
            self::Open => 0.0,
            self::Paid, => 1.0,
            default => throw new \LogicException('no total'),
        };
    }
}

/**
 * A line of an order.
 */
#[\Attribute(\Attribute::TARGET_CLASS)]
final readonly class Line
{
    public function __construct(
        public string $sku,
        public int $price = 0,
        private ?Line $gift = null,
    ) {
    }
}

abstract class Store
{
    abstract protected function table(): string;

    public static function create(mixed ...$given): static
    {
        return new static(...$given);
    }
}

#[Entity(table: 'orders', indexes: ['customer'])]
class OrderStore extends Store implements HasTotal, \Countable
{
    use Logs;

    private const SORTABLE = ['id', 'customer'];
    private static int $made = 0;
    protected array $totals = [];
    private Mailer $mailer;

    public function __construct(private readonly PDO $db, Mailer $mailer, int $limit = LIMIT)
    {
        $this->mailer = $mailer;
        self::$made++;
        parent::__construct();
    }

    protected function table(): string
    {
        return self::class;
    }

    public function find(int $id, string $customer, string $sort): ?array
    {
        $statement = $this->db->prepare('SELECT id FROM orders WHERE id = :id AND customer = ?');
        $statement->execute(['id' => $id, 'customer' => $customer]);
        $rows = $statement->fetchAll(PDO::FETCH_ASSOC);
        $this->db->query("SELECT id FROM orders WHERE customer = '$customer' AND id = {$id}");
        $this->db->query('SELECT id FROM ' . TABLE . ' WHERE name = ' . $this->db->quote($customer));
        $this->db->exec(sprintf("DELETE FROM orders WHERE customer = '%s' AND id = %d", $customer, $id));
        if (!in_array($sort, self::SORTABLE, true)) {
            throw new \InvalidArgumentException("cannot sort by $sort");
        }
        $sql = <<<SQL
            SELECT id, customer
            FROM orders
            ORDER BY {$sort}
            SQL;
        $sql .= ' LIMIT ' . (int) $_GET['limit'];
        $this->db->query($sql);
        $this->db->query(<<<'SQL'
            SELECT count(*) FROM orders
            SQL);
        $this->db->query("SELECT id FROM orders WHERE customer = '{$_POST['customer']}'");
        mysqli_query($this->link, 'SELECT id FROM orders WHERE id = ' . intval($customer));
        [$first, , $third] = $rows;
        ['id' => $key] = $first;
        return $rows ?: null;
    }

    public function save(array $order): int
    {
        $this->db->beginTransaction();
        try {
            $made = DB::table('orders')->where('id', $order['id'])->first();
            DB::select('SELECT id FROM orders WHERE customer = ?', [$order['customer']]);
            DB::statement("UPDATE orders SET paid = {$order['paid']}");
            $this->db->commit();
        } catch (PDOException | \RuntimeException $e) {
            $this->db->rollBack();
            throw new StoreException('not saved', 1, $e);
        } catch (NotFound) {
        } catch (\Throwable $e) {
            Log::error('not saved', ['error' => $e]);
            throw $e;
        } finally {
            $this->note('saved');
        }
        return $this->mailer->send(to: $order['mail'], subject: 'Saved') ? 1 : 0;
    }

    public function each(iterable $orders): \Generator
    {
        foreach ($orders as $id => $order) {
            yield $id => $order;
        }
        yield from $this->rest();
        for ($i = 0; $i < count($orders); $i++) {
            if ($orders[$i] > $orders[$i + 1]) {
                [$orders[$i], $orders[$i + 1]] = [$orders[$i + 1], $orders[$i]];
            }
        }
        while (true) {
            do {
                break 2;
            } while (flock($this->file, LOCK_EX));
        }
    }

    public function total(): float
    {
        $factor = 2;
        $prices = array_map(fn (Line $line): int => $line->price * $factor, $this->lines());
        $sum = array_reduce($prices, function (int $a, int $b) use (&$factor): int {
            return $a + $b * $factor;
        }, 0);
        usort($prices, static fn ($a, $b) => $a <=> $b);
        $length = strlen(...);
        $save = $this->save(...);
        $make = Store::create(...);
        $save(['id' => $length('x')]);
        $kind = OrderStore::class;
        $made = new $kind($this->db);
        $copy = clone $made;
        $shop = new class($copy) implements \Countable {
            public function __construct(private OrderStore $store) {}

            public function count(): int
            {
                return $this->store->count();
            }
        };
        static $cache = [];
        $cache['sum'] ??= euro(round_up($sum, CURRENCY));
        return $sum;
    }

    public function count(): int
    {
        return $this->factorial(3) instanceof HasTotal ? 1 : 2;
    }

    private function factorial(int $n): int
    {
        switch (true) {
            case $n <= 1:
                return 1;
            default:
                return $n * $this->factorial($n - 1);
        }
    }
}

class Search
{
    private const COLUMN = 'customer';
    private array $memo = [];

    public function find(array $sorted, int $wanted): int
    {
        $low = 0;
        $high = count($sorted) - 1;
        while ($low <= $high) {
            $middle = intdiv($low + $high, 2);
            if ($sorted[$middle] === $wanted) {
                return $middle;
            }
            if ($sorted[$middle] < $wanted) {
                $low = $middle + 1;
            } else {
                $high = $middle - 1;
            }
        }
        return -1;
    }

    public function reach(array $next, int $start): int
    {
        $open = [$start];
        $seen = [$start => true];
        while (count($open) > 0) {
            $one = array_shift($open);
            foreach ($next[$one] as $other) {
                if (!isset($seen[$other])) {
                    $seen[$other] = true;
                    $open[] = $other;
                }
            }
        }
        return count($seen);
    }

    public function ways(int $n): int
    {
        if ($n < 2) {
            return 1;
        }
        if (isset($this->memo[$n])) {
            return $this->memo[$n];
        }
        return $this->memo[$n] = $this->ways($n - 1) + $this->ways($n - 2);
    }

    public function climb(int $n): int
    {
        $ways = [1];
        for ($i = 1; $i <= $n; $i++) {
            $ways[$i] = $ways[$i - 1] + $i;
        }
        return $ways[$n];
    }

    public function sorted(\Doctrine\DBAL\Connection $db, bool $newest, string $given): void
    {
        $order = $newest ? 'DESC' : 'ASC';
        $db->fetchOne("SELECT id FROM orders ORDER BY id $order", null);
        $db->fetchOne('SELECT id FROM orders ORDER BY ' . $db->quoteIdentifier($given));
        foreach (['a', 'b'] as $one) {
            try {
                $db->update('orders', ['customer' => $one]);
            } catch (\LengthException) {
                continue;
            } catch (\RangeException $e) {
                error_log($e->getMessage());
            } catch (\Exception) {
                $this->memo = [];
            }
        }
    }
}

#[Route('/orders', name: 'orders')]
class OrderController
{
    public function __construct(
        private readonly OrderStore $orders,
        private LoggerInterface $logger,
    ) {
    }

    #[Route('/{id}', methods: ['GET'])]
    public function show(Request $request, int $id): Json
    {
        $data = $request->validate(['name' => 'required|max:40']);
        $name = $request->input('name');
        DB::select("SELECT id FROM orders WHERE customer = '$name'");
        $order = Cache::remember("orders.$id", 60, fn () => $this->orders->find($id, $name, 'id'));
        $this->logger->info('shown', compact('id'));
        return response()->json(['order' => $order, 'at' => new Moment()], status: 200);
    }
}

function slug(string $name): string
{
    return strtolower(trim($name)) ?: throw new \DomainException('no name');
}

function reindex(PDO $db, \SysvMessageQueue $queue, array $parts): void
{
    $db->exec(sprintf('DELETE FROM orders WHERE kind = \'%s\'', KIND));
    foreach ($parts as $part) {
        $child = pcntl_fork();
        if ($child === 0) {
            msg_send($queue, 1, slug($part));
            exit(0);
        }
    }
    while (pcntl_waitpid(-1, $status) > 0) {
        msg_receive($queue, 1, $kind, 1024, $message);
    }
    $later = async(fn () => slug('Ada'));
    $later->await();
}

$app = new OrderController(OrderStore::create(new PDO(getenv('DSN'), $_ENV['DB_USER'])), app(LoggerInterface::class));
echo htmlspecialchars($_SERVER['QUERY_STRING'] ?? ''), slug('Ada');
