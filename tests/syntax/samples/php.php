<?php

declare(strict_types=1);

namespace Shop;

use PDO;

final class Orders
{
    public function __construct(private readonly PDO $db)
    {
    }

    #[Route('/orders/{id}')]
    public function find(int $id): ?array
    {
        $query = $this->db->prepare('SELECT * FROM orders WHERE id = ?');
        $query->execute([$id]);
        return match (true) {
            $query->rowCount() > 0 => $query->fetch(PDO::FETCH_ASSOC),
            default => null,
        };
    }
}
?>
<p><?= $title ?></p>
